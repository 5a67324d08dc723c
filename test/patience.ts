/** How many times as long a test with a time limit of its own may take: runs of instrumented builds say (tools/sanitizers). */
export const patience = Number(process.env['STRIDED_TEST_PATIENCE'] ?? 1);
