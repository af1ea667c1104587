declare global {
	namespace App {
		interface Error {
			message: string;
			/** True when the server could not be reached at all, so that trying again makes sense. */
			unreachable?: boolean;
		}
	}
}

export {};
