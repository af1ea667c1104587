// A single-page client: the server only ever hands out this shell.
export const ssr = false;
export const prerender = false;
