// Writes src/lib/api/schema.d.ts from openapi.json.
import { writeFile } from 'node:fs/promises';
import { generate, schemaPath } from './generate.js';

await writeFile(schemaPath, await generate());
