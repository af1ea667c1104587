import { expect, test } from 'vitest';
import { deviceOf } from './device';

test.each([
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0',
		'Edge',
		'Windows'
	],
	['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox', 'Linux'],
	['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile', 'Chrome', 'Android'],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1',
		'Safari',
		'iOS'
	],
	['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1', 'Safari', 'macOS']
])('%s', (agent, browser, system) => expect(deviceOf(agent)).toEqual({ browser, system }));

test('what is not recognized is not guessed', () => {
	expect(deviceOf(null)).toBeNull();
	expect(deviceOf('curl/8.0')).toBeNull();
});
