using System.Net;
using System.Net.Sockets;
using System.Text;
using Kiosk.Authority.Tests.Desk;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Visits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kiosk.Authority.Tests;

/// <summary>Servers that are not who, or not what, they should be.</summary>
public sealed class TransportTests
{
    private static readonly byte[] GoodStatus = Encoding.UTF8.GetBytes("""{"state":"available"}""");

    [Fact]
    public async Task Connect_CertificateForAnotherHost_IsRefused() =>
        await AssertUntrustedAsync(await OddServer.StartAsync(OddServer.Says(200, "application/json", GoodStatus), host: "other.example"));

    [Fact]
    public async Task Connect_CertificateOutOfDate_IsRefused() =>
        await AssertUntrustedAsync(await OddServer.StartAsync(OddServer.Says(200, "application/json", GoodStatus), daysLeft: -1));

    [Fact]
    public async Task Connect_CertificateOfAnotherCa_IsRefused()
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var odd = await OddServer.StartAsync(_ => throw new InvalidOperationException("Nothing may be sent to a stranger."));
        using var authority = await desk.ConnectAsync(options: new AuthorityOptions(odd.Options.BaseAddress, desk.Server.CaFile));

        Assert.Equal(AuthorityState.Untrusted, (await authority.CheckAsync(TestDesk.Cancellation)).State);
    }

    [Fact]
    public async Task Connect_NoTlsAtAll_CouldNotAsk()
    {
        await using var desk = await TestDesk.OpenAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talking = TalkAsync(listener);
        var options = new AuthorityOptions(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), desk.Server.CaFile);
        using var authority = await desk.ConnectAsync(options: options);

        Assert.Equal(AuthorityState.Untrusted, (await authority.CheckAsync(TestDesk.Cancellation)).State);
        listener.Stop();
        await talking.WaitAsync(TestDesk.Cancellation);

        static async Task TalkAsync(TcpListener listener)
        {
            try
            {
                while (true)
                {
                    using var caller = await listener.AcceptTcpClientAsync();
                    await caller.GetStream().WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
                }
            }
            catch (Exception stopped) when (stopped is SocketException or IOException or InvalidOperationException)
            {
                // Stopped, before or in the middle of the next caller.
            }
        }
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Connect_EitherHttp_UnderAPathPrefix(HttpProtocols protocols)
    {
        await using var desk = await TestDesk.OpenAsync();
        var paths = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        await using var odd = await OddServer.StartAsync(
            context =>
            {
                paths.Enqueue(context.Request.Path.Value);
                var body = context.Request.Path.Value!.EndsWith("self", StringComparison.Ordinal) ? """{"state":"active"}"""u8.ToArray() : GoodStatus;
                return OddServer.Says(200, "application/json; charset=utf-8", body)(context);
            },
            protocols: protocols);
        using var authority = await desk.ConnectAsync(options: odd.Options with { BaseAddress = new Uri(odd.Options.BaseAddress, "pre/fix/") });

        Assert.Equal(AuthorityState.Available, (await authority.CheckAsync(TestDesk.Cancellation)).State);
        Assert.Equal("/pre/fix/v1/status /pre/fix/v1/devices/self", string.Join(' ', paths));
    }

    [Fact]
    public async Task Answer_WithoutEnd_IsNotReadBeyondTheBound()
    {
        await using var desk = await TestDesk.OpenAsync();
        var sent = 0L;
        await using var odd = await OddServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/xml";
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[64 * 1024]);
                Interlocked.Add(ref sent, 64 * 1024);
            }
        });
        using var authority = await desk.ConnectAsync(options: odd.Options);

        var answer = await authority.ConfirmAsync(AnyQuestion(), TestDesk.Cancellation);

        Assert.Equal(Reason.BadAnswer, Assert.IsType<AuthorityAnswer.CouldNotAsk>(answer).Reason);
        // What the sockets' buffers took comes on top.
        Assert.InRange(Interlocked.Read(ref sent), 1024 * 1024, 16 * 1024 * 1024);
    }

    [Theory]
    [InlineData(301, "text/html", "")]
    [InlineData(200, null, "")]
    [InlineData(200, "application/xml", "")]
    [InlineData(204, null, "")]
    [InlineData(400, "text/html", "malformed")]
    [InlineData(401, "application/json", """{"type":"urn:kiosk:device-unknown"}""")]
    [InlineData(404, "application/problem+json", """{"type":"about:blank"}""")]
    [InlineData(418, "application/problem+json", "[]")]
    [InlineData(422, "application/problem+json", """{"type":"urn:kiosk:something-new","detail":"新しい理由"}""")]
    [InlineData(422, "application/problem+json", """{"type":"urn:kiosk:device-unknown"}""")]
    public async Task Answer_NotOfTheContract_CouldNotAsk(int status, string? contentType, string body)
    {
        await using var desk = await TestDesk.OpenAsync();
        await using var odd = await OddServer.StartAsync(context =>
        {
            context.Response.Headers.Location = "https://elsewhere.example/";
            return status == 204 ? Task.FromResult(context.Response.StatusCode = status) : OddServer.Says(status, contentType, Encoding.UTF8.GetBytes(body))(context);
        });
        using var authority = await desk.ConnectAsync(options: odd.Options);

        Assert.Equal(Reason.BadAnswer, Assert.IsType<AuthorityAnswer.CouldNotAsk>(await authority.ConfirmAsync(AnyQuestion(), TestDesk.Cancellation)).Reason);
        Assert.Equal(Reason.BadAnswer, Assert.IsType<AuthorityAnswer.CouldNotAsk>((await authority.GetChallengeAsync(TestDesk.Cancellation)).Instead).Reason);
        Assert.Equal(AuthorityState.Unreachable, (await authority.CheckAsync(TestDesk.Cancellation)).State);
    }

    [Fact]
    public async Task Poll_AuthorityForgotTheVisit_SendsItAgain()
    {
        await using var desk = await TestDesk.OpenAsync();
        var posts = 0;
        await using var odd = await OddServer.StartAsync(context => context.Request.Method == "GET"
            ? OddServer.Says(404, "application/problem+json", """{"type":"urn:kiosk:visit-unknown"}"""u8.ToArray())(context)
            : Interlocked.Increment(ref posts) == 1
                ? OddServer.Says(202, "application/xml", [])(context)
                : OddServer.Says(422, "application/problem+json", """{"type":"urn:kiosk:certificate-revoked"}"""u8.ToArray())(context));
        using var authority = await desk.ConnectAsync(options: odd.Options);

        var answer = await desk.Time.DriveAsync(() => authority.ConfirmAsync(AnyQuestion(), TestDesk.Cancellation), TimeSpan.FromSeconds(1));

        Assert.Equal(new AuthorityAnswer.CardRefused(Reason.CertificateRevoked, Detail: null), answer);
        Assert.Equal(2, posts);
    }

    private static ConfirmationQuestion AnyQuestion() =>
        new(Guid.CreateVersion7(), new DateOnly(2026, 11, 22), new byte[] { 1 }, new IdentityProof.Signature("c", new CardSignature(SignatureAlgorithm.RS256, new byte[] { 2 })));

    private static async Task AssertUntrustedAsync(OddServer odd)
    {
        await using var _ = odd;
        await using var desk = await TestDesk.OpenAsync();
        using var authority = await desk.ConnectAsync(options: odd.Options);

        Assert.Equal(AuthorityState.Untrusted, (await authority.CheckAsync(TestDesk.Cancellation)).State);
        Assert.IsType<EnrolmentResult.AuthorityUntrusted>(await desk.EnrolAsync(options: odd.Options));
    }
}
