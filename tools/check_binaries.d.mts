/** The newest version allowed of each family of symbols. */
export type Allowed = Readonly<Record<'GLIBC' | 'GLIBCXX' | 'CXXABI' | 'GCC', string>>;

export const newestAllowed: Allowed;

export function checkBinaries(folder: string, allowed?: Allowed): { problems: string[]; summary: string[] };
