using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Tests.Stories;

namespace Kiosk.Pi.Tests.Metrics;

/// <summary>What a running desk tells Prometheus, on its socket and on the port that the configuration names.</summary>
public sealed partial class MetricsTests(MetricsTests.MeasuredBench bench) : IClassFixture<MetricsTests.MeasuredBench>
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "metrics.md"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scrape_AfterAVisit_CountsItAndNamesNobody()
    {
        await bench.VisitAsync();
        var text = await bench.ScrapeAsync();

        AssertCounted(text, "kiosk_visits_total", "outcome=\"covered\"", "method=\"pin\"");
        AssertCounted(text, "kiosk_visit_duration_seconds_bucket", "method=\"pin\"", "le=\"+Inf\"");
        AssertCounted(text, "kiosk_authority_duration_seconds_count", "asked=\"confirmation\"", "answer=\"answered\"");
        Assert.Contains("""kiosk_reader_state{state="ready"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("""kiosk_reader_state{state="absent"} 0""", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[^ -~\n]|06999999", text);
    }

    [Fact]
    public async Task Scrape_EveryMetric_IsInTheDocumentAndTheOtherWayRound()
    {
        await bench.VisitAsync();
        var told = TypePattern().Matches(await bench.ScrapeAsync()).Select(match => $"{match.Groups["name"].Value} {match.Groups["type"].Value}");
        var written = RowPattern().Matches(Document).Select(match => $"{match.Groups["name"].Value} {match.Groups["type"].Value}");

        // A result that cannot be written is another story.
        Assert.Equal(written.Except(["kiosk_results_not_kept_total counter"]).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Dashboard_EveryQuery_AsksForMetricsOfTheDocument()
    {
        var names = RowPattern().Matches(Document).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var asked = NamePattern().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "grafana-kiosk.json"))).Select(match => match.Value).ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(SuffixPattern().Replace(name, ""), names));
    }

    [Fact]
    public async Task Port_OfTheConfiguration_HasTheMetricsAndNothingElse()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{bench.Port}") };

        Assert.Contains("kiosk_build_info", await client.GetStringAsync("/metrics", Stop), StringComparison.Ordinal);
        foreach (var path in new[] { "/snapshot", "/events", "/results?day=2026-11-28", "/health", "/settings", "/" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path, Stop)).StatusCode);
        }
    }

    // In whichever order the labels come.
    private static void AssertCounted(string text, string name, params string[] labels) => Assert.Contains(
        text.Split('\n'),
        line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal)) && !line.EndsWith(" 0", StringComparison.Ordinal));

    [GeneratedRegex("^# TYPE (?<name>[a-z_]+) (?<type>[a-z]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^\| `(?<name>kiosk_[a-z_]+)` \| (?<type>[a-z]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"\bkiosk_[a-z_]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SuffixPattern();

    /// <summary>A desk with a port for metrics.</summary>
    public sealed class MeasuredBench : RunningBench
    {
        private readonly Lock gate = new();
        private Task<VisitView>? visit;

        public MeasuredBench() : this(FreePort())
        {
        }

        private MeasuredBench(int port) : base($$"""{ "Metrics": { "Port": {{port}} } }""") => Port = port;

        public int Port { get; }

        /// <summary>One visit to its end, whoever asks for it first.</summary>
        internal Task VisitAsync()
        {
            lock (gate)
            {
                return visit ??= ServeAsync();
            }
        }

        public async Task<string> ScrapeAsync()
        {
            using var client = DeskHttp.Open(this);
            return await client.GetStringAsync("http://desk/metrics", Stop);
        }

        private static int FreePort()
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
    }
}
