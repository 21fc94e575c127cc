using System.Diagnostics.Metrics;
using Kiosk.Accounts;
using Kiosk.Alternatives;
using Kiosk.Authority;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Panel;
using Kiosk.Pi.Audit;
using Kiosk.Pi.Backups;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Exporting;
using Kiosk.Pi.Faces;
using Kiosk.Pi.Metrics;
using Kiosk.Pi.Pending;
using Kiosk.Pi.Searching;
using Kiosk.Pi.Settings;
using Kiosk.Pi.SignIn;
using Kiosk.Pi.Tickets;
using Kiosk.Pi.Watches;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Signals;
using Kiosk.Vault.Aside;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi;

/// <summary>Opens the panel that a wiring describes: real lines in the product, simulated ones at the bench.</summary>
internal delegate Opened<IPanel> OpenPanel(Wiring wiring, TimeProvider time, Action<PanelTrouble?> onTrouble);

/// <summary>The one composition root: puts the rooms together and runs the desk until it is told to stop.</summary>
internal sealed class KioskHost(TextWriter errors, TimeProvider time, Func<ClockState> clock, OpenPanel openPanel)
{
    private const long MostRequestBytes = 64 * 1024;
    private const long MostConnections = 100;

    // Of what is to be ended; longer than a card takes to be let go of.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    /// <summary>Runs the desk; the exit code says how it ended. Problems are written to the error stream, with what to do.</summary>
    public async Task<int> RunAsync(KioskOptions options, CancellationToken cancellation)
    {
        var problems = ConfigurationCheck.ForRun(options).ToList();
        if (problems.Count > 0)
        {
            return Refuse(ExitCode.Configuration, string.Join('\n', problems));
        }

        var facility = KioskConfiguration.Facility(options).Code!;
        if (RestoreVerb.FinishBegun(options).Failure is { } unfinished)
        {
            return Refuse(BackupVerb.CodeOf(unfinished), unfinished.Cure);
        }

        DeviceIdentity.KeepKey(options.Identity.Folder, options.Identity.Seal);
        var (identity, noIdentity) = Try(Rooms.Identity(options, facility));
        var (cas, noCas) = Try(Rooms.Cas(options));
        if (identity is null || cas is null)
        {
            return noIdentity ?? noCas ?? ExitCode.Configuration;
        }

        var (authority, noAuthority) = Try(Rooms.Authority(options, identity, facility, time));
        using var _ = authority;
        var (vault, noVault) = Try(Rooms.VaultToServe(options, time.GetUtcNow()));
        await using var __ = vault;
        if (authority is null || vault is null)
        {
            return noAuthority ?? noVault ?? ExitCode.Configuration;
        }

        var standClock = new StandClock(clock, time, await vault.BelievedDayAsync(CancellationToken.None));
        if (DeskSocket.Prepare(options.Desk.Socket) is { } socket)
        {
            return Refuse(ExitCode.CannotWrite, socket);
        }

        var inbox = new DeskInbox();
        // A panel that is not there is no reason not to run: it may come, and method A needs none. The screen tells what is wrong with it.
        await using var panel = new ReturningPanel(onTrouble => openPanel(options.Panel, time, onTrouble), time, trouble => inbox.Post(new DeskMessage.PanelChanged(trouble)));
        await using var reader = Rooms.Reader(options, cas, time, () => standClock.State);
        return await ServeAsync(options, services => services
            .AddSingleton(inbox).AddSingleton(standClock).AddSingleton<Func<ClockState>>(() => standClock.State).AddSingleton(facility).AddSingleton(authority).AddSingleton<IAuthority>(all => new MeasuredAuthority(authority, all.GetRequiredService<Meter>(), time)).AddSingleton<IVault>(vault).AddSingleton<IPendingVault>(vault).AddSingleton<ISearchVault>(vault).AddSingleton<IPanel>(panel).AddSingleton<ICardReader>(reader)
            .AddSingleton(DeskSettings.Open(options)).AddSingleton<Func<ExportSettings>>(all => () => all.GetRequiredService<DeskSettings>().Exports)
            .AddSingleton(new TrailRetention(options.Audit.KeepYears)).AddSingleton(new VaultsAside(options.Vault.Folder, time))
            .AddSingleton(options), cancellation);
    }

    private async Task<int> ServeAsync(KioskOptions options, Action<IServiceCollection> addRooms, CancellationToken cancellation)
    {
        // Else the host watches the folder that it was started in, with all below it, for a settings file that this program does not have.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenUnixSocket(options.Desk.Socket, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.AddServerHeader = false;
        });
        addRooms(builder.Services);
        builder.Services.AddSystemd().TryAddSingleton<ISystemdNotifier, SystemdNotifier>();
        builder.Services.AddSingleton(WatchdogLimit.Told(Environment.GetEnvironmentVariable, Environment.ProcessId)).Configure<HostOptions>(host => host.ShutdownTimeout = EndsWithin);
        MetricsEndpoints.AddTo(builder.Services);
        builder.Services.AddSingleton(time)
            .AddSingleton<SnapshotFeed>().AddSingleton<VisitEffects>().AddSingleton<TicketDesk>().AddSingleton<DeskEndpoints>().AddSingleton<ShownRecords>().AddSingleton<HealthEndpoints>().AddSingleton<PendingEndpoints>().AddSingleton<ExportDesk>().AddSingleton<ExportEndpoints>().AddSingleton<SearchEndpoints>().AddSingleton<SettingsEndpoints>()
            .AddSingleton(new AccountFile(options.Staff.Folder)).AddSingleton<StaffAccounts>().AddSingleton<Attempts>().AddSingleton<SignInDesk>().AddSingleton<SignInEndpoints>().AddSingleton<AccessGuard>().AddSingleton<TrailEndpoints>()
            .AddWatch<AuditWriter>().AddWatch<Sessions>().AddWatch<AuthorityWatch>().AddWatch<DeskLoop>().AddWatch<CardWatch>().AddWatch<KeyWatch>().AddWatch<ClockWatch>().AddWatch<RenewalWatch>()
            .AddWatch<ResumeWatch>().AddWatch<PendingDesk>().AddWatch<ExportWatch>().AddWatch<FaceWatch>().AddWatch<AuditWatch>().AddWatch<AsideWatch>().AddWatch<SearchDesk>().AddWatch<Heartbeat>().AddWatch<MetricsPort>();

        await using var app = builder.Build();
        app.Services.GetRequiredService<AccessGuard>().Use(app);
        Map(app);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Told to end while starting; or a part of the desk failed before all were up.
            return cancellation.IsCancellationRequested ? ExitCode.Done : ExitCode.Defect;
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or UnauthorizedAccessException)
        {
            return Refuse(ExitCode.CannotWrite, $"Desk:Socket: '{options.Desk.Socket}' cannot be served: {e.Message} Give the stand's user the right to write its folder, or set another path.");
        }

        DeskSocket.Close(options.Desk.Socket);
        await app.WaitForShutdownAsync(cancellation);
        return app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask?.IsFaulted == true)
            ? ExitCode.Defect
            : ExitCode.Done;
    }

    /// <summary>Every path of the desk's socket.</summary>
    internal static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<SignInEndpoints>().Map(app);
        app.Services.GetRequiredService<DeskEndpoints>().Map(app);
        app.Services.GetRequiredService<ShownRecords>().Map(app);
        app.Services.GetRequiredService<PendingEndpoints>().Map(app);
        app.Services.GetRequiredService<ExportEndpoints>().Map(app);
        app.Services.GetRequiredService<HealthEndpoints>().Map(app);
        app.Services.GetRequiredService<SearchEndpoints>().Map(app);
        app.Services.GetRequiredService<SettingsEndpoints>().Map(app);
        app.Services.GetRequiredService<TrailEndpoints>().Map(app);
        app.Services.GetRequiredService<MetricsEndpoints>().Map(app);
    }

    private (T? Value, int? Refused) Try<T>(Opened<T> opened)
        where T : class => opened.Value is { } value ? (value, null) : (null, Refuse(opened.ExitCode, opened.Problem));

    private int Refuse(int exitCode, string problem)
    {
        foreach (var line in problem.Split('\n'))
        {
            errors.WriteLine($"kiosk: {line}");
        }

        return exitCode;
    }
}

/// <summary>A hosted service that others may ask for by its type.</summary>
internal static class WatchServices
{
    public static IServiceCollection AddWatch<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services)
        where T : class, IHostedService => services.AddSingleton<T>().AddHostedService(all => all.GetRequiredService<T>());
}
