// Turns the server's OpenAPI document into TypeScript. Shared by `npm run codegen` and by the test
// that fails when the committed types are stale.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

export const documentPath = at('../openapi.json');
export const schemaPath = at('../src/lib/api/schema.d.ts');

/** @returns {Promise<string>} the text of `schema.d.ts` for the committed document */
export async function generate() {
	const document = JSON.parse(await readFile(documentPath, 'utf8'));
	const notice =
		'/* Generated from web/openapi.json by `npm run codegen`. Do not edit by hand. */\n\n';
	return notice + astToString(await openapiTS(document));
}
