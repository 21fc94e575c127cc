using Kiosk.Benchmarks;

return await BenchmarkCommand.InvokeAsync(args);
