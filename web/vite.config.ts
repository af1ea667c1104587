import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import messages from './paraglide.config.js';

const server = process.env.SPEEDFOG_SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig({
	plugins: [paraglideVitePlugin(messages), sveltekit()],
	// What the bundled packages want to be told about themselves, for everybody who gets the bundle.
	build: { license: { fileName: 'licenses.md' } },
	server: {
		proxy: {
			'/api': server,
			'/health': server,
			'/ws': { target: server, ws: true }
		}
	},
	test: {
		include: ['src/**/*.test.ts'],
		environment: 'node'
	}
});
