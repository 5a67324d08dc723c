export function ownReport(text: string): string;
