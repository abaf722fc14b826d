// One part of the benchmark in a process of its own: told what to measure, it answers once.
process.once('message', async ({ part, options }) => {
  try {
    const { measure } = await import(`./parts/${part}.mjs`);
    process.send?.({ result: await measure(options) }, () => process.disconnect());
  } catch (error) {
    process.send?.({ error: error.message, stack: error.stack, wrong: error.name === 'WrongAnswer' }, () =>
      process.disconnect(),
    );
  }
});
