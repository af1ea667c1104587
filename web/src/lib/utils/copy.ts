/**
 * Puts text on the clipboard; false when the browser refuses. Pages that are not served over HTTPS
 * have no clipboard of their own and take the old way.
 */
export async function copyText(text: string): Promise<boolean> {
	if (navigator.clipboard !== undefined) {
		return navigator.clipboard.writeText(text).then(
			() => true,
			() => false
		);
	}
	const field = document.createElement('textarea');
	field.value = text;
	field.style.position = 'fixed';
	document.body.append(field);
	field.select();
	const copied = document.execCommand('copy');
	field.remove();
	return copied;
}
