import { createContext } from 'svelte';
import type { RaceView } from './view.svelte';

/** The race of the route, set by its layout. */
export const [getRaceView, setRaceView] = createContext<RaceView>();
