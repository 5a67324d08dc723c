/** Checks the tree below root; problems read "path:line: what is wrong". */
export function checkLayers(root?: string): { problems: string[]; count: number };
