import { language } from '$lib/i18n/language.svelte';

// Before anything is drawn, so that no text appears in the wrong language first.
language.begin();
