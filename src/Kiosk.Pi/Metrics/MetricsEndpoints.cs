using System.Diagnostics.Metrics;
using Kiosk.Access;
using Kiosk.Pi.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Kiosk.Pi.Metrics;

/// <summary><c>GET /metrics</c>: counts, times and states of the stand as Prometheus reads them. Outcomes are counted, so it wants the right that a visit's outcome wants.</summary>
internal sealed class MetricsEndpoints
{
    public const string Calls = "GET /metrics";

    /// <summary>Of the stand's one meter.</summary>
    public const string MeterName = "Kiosk.Pi";

    public MetricsEndpoints(MeterProvider provider, StandGauges gauges, IServiceProvider services)
    {
        _ = gauges; // They live as long as the meter.
        Scrape = new ApplicationBuilder(services)
            .UseOpenTelemetryPrometheusScrapingEndpoint(provider, predicate: _ => true, path: null, configureBranchedPipeline: null, optionsName: null)
            .Build();
    }

    /// <summary>Answers with all of them.</summary>
    public RequestDelegate Scrape { get; }

    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton(all => all.GetRequiredService<IMeterFactory>().Create(MeterName))
            .AddSingleton<VisitMeter>().AddSingleton<StandGauges>().AddSingleton<MetricsEndpoints>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(MeterName).AddPrometheusExporter(exporter =>
        {
            exporter.ScopeInfoEnabled = false;
            exporter.TargetInfoEnabled = false;
        }));
    }

    public void Map(WebApplication routes) => routes.MapGet("/metrics", context => Scrape(context)).Needs(StaffRight.SeeVisits);
}
