/** Number of player colours in the tokens; further players share them. */
export const playerColors = 20;

/** The CSS value of a player's colour. */
export const playerColor = (index: number): string => `var(--player-${index % playerColors})`;
