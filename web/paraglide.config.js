/**
 * How the texts in messages/ become functions, one module each, so that a page carries only those
 * it calls. Which language they answer in is decided in src/lib/i18n/language.svelte.ts.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export default {
	project: './project.inlang',
	outdir: './.paraglide',
	strategy: ['baseLocale'],
	isServer: 'false',
	emitGitIgnore: false,
	emitPrettierIgnore: false,
	emitReadme: false
};
