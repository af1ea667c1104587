// Compiles the texts for tools that do not run Vite: the type checker and editors.
import { compile } from '@inlang/paraglide-js';
import options from '../paraglide.config.js';

await compile(options);
