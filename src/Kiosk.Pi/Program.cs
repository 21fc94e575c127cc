using Kiosk.Pi.Verbs;

return await KioskCommand.InvokeAsync(args);
