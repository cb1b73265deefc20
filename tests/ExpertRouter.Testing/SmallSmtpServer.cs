using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ExpertRouter.Testing;

/// <summary>
/// As much of an SMTP server (RFC 5321) as a client needs to hand mail over; keeps what it gets, folded lines joined. A client that
/// dies in the middle is forgotten. Thread-safe.
/// </summary>
public sealed class SmallSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(string Recipient, string Text)> _mails = [];
    private readonly Task _serving;
    private string? _refusal;

    /// <summary>Starts listening on a port of its own.</summary>
    public SmallSmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens, on the loopback address.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<(string Recipient, string Text)> Mails
    {
        get
        {
            lock (_mails)
                return [.. _mails];
        }
    }

    /// <summary>What it answers to the next mail instead of taking it, such as <c>451 busy</c>.</summary>
    public void RefuseNext(string answer) => _refusal = answer;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await TalkAsync(client.GetStream());
        }
        catch (IOException)
        {
            // The client died.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 small");
        var recipient = "";
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
                recipient = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
            if (verb == "MAIL" && Interlocked.Exchange(ref _refusal, null) is { } refusal)
            {
                await writer.WriteLineAsync(refusal);
                continue;
            }
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var text = new StringBuilder();
                while (true)
                {
                    if (await reader.ReadLineAsync(_stop.Token) is not { } part)
                        return;
                    if (part == ".")
                        break;
                    text.AppendLine(part);
                }
                lock (_mails)
                    _mails.Add((recipient, text.Replace("\n ", " ").Replace("\n\t", " ").ToString()));
            }
            await writer.WriteLineAsync(verb == "QUIT" ? "221 bye" : verb == "EHLO" ? "250 small" : "250 ok");
            if (verb == "QUIT")
                return;
        }
    }
}
