// Loaded where addons may not be: the error says so.
try {
  await import('strided');
  console.log('loaded');
} catch (error) {
  console.log(error.code, error.message);
}
