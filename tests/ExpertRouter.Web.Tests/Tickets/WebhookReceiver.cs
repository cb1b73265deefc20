using System.Collections.Concurrent;
using System.Text.Json;
using ExpertRouter.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExpertRouter.Web.Tests.Tickets;

/// <summary>A receiver of webhooks on a real port: verifies, recognises repeats, and is out of order at the first attempt of every event.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Secret = "a secret of some length";

    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly WebApplication _app;

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/hook", TakeAsync);
    }

    public Uri Address => new(_app.Urls.Single() + "/hook");

    /// <summary>Genuine events by their names.</summary>
    public ConcurrentDictionary<string, TicketChanged> Events { get; } = new();

    public int Forged { get; private set; }

    public IReadOnlyDictionary<string, int> Attempts => _attempts;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (!WebhookSignature.Verify(Secret, request.Headers[WebhookSignature.Header], body.ToArray(), TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5)))
        {
            Forged++;
            return Results.Unauthorized();
        }
        var name = request.Headers[WebhookSignature.EventHeader].ToString();
        if (_attempts.AddOrUpdate(name, 1, (_, before) => before + 1) == 1)
            return Results.StatusCode(503);
        Events[name] = JsonSerializer.Deserialize<TicketChanged>(body.ToArray(), JsonSerializerOptions.Web)!;
        return Results.NoContent();
    }
}
