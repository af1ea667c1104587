const words: Record<string, string> = {
	auth_failed: 'Twitch did not sign you in. Please try again.',
	no_token: 'Signing in did not complete. Please try again.',
	invalid_token: 'Your session is no longer valid. Please sign in again.',
	invalid_code: 'That sign-in took too long or was used before. Please try again.',
	no_code: 'Signing in did not complete. Please try again.'
};

/** The sentence for an `?error=` of the sign-in; null without one. */
export function signInProblem(code: string | null): string | null {
	return code === null ? null : (words[code] ?? 'Signing in failed. Please try again.');
}
