using Kiosk.Pi.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Metrics;

/// <summary>Where the configuration names a port: <c>/metrics</c>, and nothing else of the desk, for programs on this computer. A server of its own, so that no path of the desk can ever be reached there.</summary>
internal sealed class MetricsPort(KioskOptions options, MetricsEndpoints metrics, ILogger<MetricsPort> log) : IHostedService, IAsyncDisposable
{
    private const long MostConnections = 8;

    private WebApplication? server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Metrics.Port is not { } port)
        {
            return;
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(port);
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.AddServerHeader = false;
        });
        server = builder.Build();
        server.MapGet("/metrics", metrics.Scrape);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            // Visitors need no metrics.
            log.LogError("Metrics:Port {Port} cannot be served: {Reason} The desk goes on without.", port, e.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
