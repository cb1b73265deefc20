using System.Net.Http.Headers;
using System.Text.Json;
using ExpertRouter.Contracts;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Messaging.Webhooks;

/// <summary>Posts events to subscribers, signed; at least once, so receivers look at <see cref="WebhookSignature.EventHeader"/>. Thread-safe.</summary>
public sealed class WebhookSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Redirects are not followed: the signed body goes to the configured address and nowhere else.</summary>
    public WebhookSender(IOptions<WebhookOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = _options.Timeout };
    }

    /// <summary>Names of the subscriptions that want to hear of a move.</summary>
    public IEnumerable<string> SubscribersOf(string move) => _options.Subscriptions
        .Where(one => one.Moves.Count == 0 || one.Moves.Contains(move, StringComparer.OrdinalIgnoreCase)).Select(one => one.Name);

    /// <summary>Posts an event once. A subscription that is configured no more is passed over.</summary>
    /// <exception cref="HttpRequestException">No answer, or not a 2xx.</exception>
    public async Task SendAsync(string subscription, TicketChanged happened, CancellationToken cancellationToken)
    {
        if (_options.Subscriptions.FirstOrDefault(one => one.Name == subscription) is not { } receiver)
            return;
        var body = JsonSerializer.SerializeToUtf8Bytes(happened, JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(receiver.Secret, body, _time.GetUtcNow()));
        request.Headers.Add(WebhookSignature.EventHeader, $"{happened.TicketId}:{happened.Number}");
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"Webhook '{subscription}': {receiver.Url} answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
