using Kiosk.Bench.Commands;

return await BenchCommand.InvokeAsync(args);
