using System.Runtime.CompilerServices;
using Kiosk.Pi.Audit;
using Kiosk.Pi.Bundles;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Exporting;
using Kiosk.Pi.Metrics;
using Kiosk.Pi.Pending;
using Kiosk.Pi.Searching;
using Kiosk.Pi.Settings;
using Kiosk.Pi.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Pi.Tests.SignIn;

/// <summary>Every path that the desk maps, as it maps them.</summary>
internal static class DeskPaths
{
    /// <summary>Such as <c>GET /results/{visit:guid}</c>, with what it declares.</summary>
    public static IReadOnlyList<(string Name, PathAccess? Access)> All { get; } = Mapped();

    /// <summary>Method and path of one, for somebody whom nobody knows.</summary>
    public static (HttpMethod Method, string Path) Of(string name) => Of(name, Guid.Empty);

    /// <summary>The same for a visit.</summary>
    public static (HttpMethod Method, string Path) Of(string name, Guid visit) => (
        new HttpMethod(name.Split(' ')[0]),
        name.Split(' ')[1].Replace("{visit:guid}", visit.ToString(), StringComparison.Ordinal).Replace("{check:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).TrimStart('/'));

    private static List<(string Name, PathAccess? Access)> Mapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Mapping calls nothing of them.
        foreach (var type in new[] { typeof(SignInEndpoints), typeof(DeskEndpoints), typeof(ShownRecords), typeof(PendingEndpoints), typeof(ExportEndpoints), typeof(TrailEndpoints), typeof(HealthEndpoints), typeof(SearchEndpoints), typeof(SettingsEndpoints), typeof(BundleEndpoints), typeof(MetricsEndpoints) })
        {
            builder.Services.AddSingleton(type, RuntimeHelpers.GetUninitializedObject(type));
        }

        using var app = (IDisposable)builder.Build();
        KioskHost.Map((WebApplication)app);
        return
        [
            .. from path in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
               from method in path.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
               select ($"{method} /{path.RoutePattern.RawText!.TrimStart('/')}", path.Metadata.GetMetadata<PathAccess>()),
        ];
    }
}
