using Kiosk.Machine;

return await MachineCommand.InvokeAsync(args);
