import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		alias: { '$paraglide/*': '.paraglide/*' },
		adapter: adapter({ fallback: 'index.html', precompress: true }),
		// The one inline script is the bootstrap of the page; a hash lets the server forbid all others.
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				// Pictures of people come from Twitch.
				'img-src': ['self', 'data:', 'https://static-cdn.jtvnw.net'],
				'font-src': ['self'],
				// Overlays in their preview, and streams beside the map of a caster.
				'frame-src': ['self', 'https://player.twitch.tv'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self']
			}
		}
	}
};
