using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace ExpertRouter.Web.Tests.Faults;

/// <summary>The portal as a process of its own, so that it can be killed. Not thread-safe.</summary>
internal sealed class Worker(string folder, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3);

    private readonly int _port = FaultServers.FreePort();
    private Process? _process;

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}");

    private string Log => Path.Combine(folder, "worker.log");

    /// <summary>Starts it and waits until it works.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var line = string.Create(CultureInfo.InvariantCulture, $"exec dotnet \"$0\" --urls {Address} --Data:Directory \"$1\" >>\"$2\" 2>&1");
        var start = new ProcessStartInfo("bash", ["-c", line, Path.Combine(AppContext.BaseDirectory, "ExpertRouter.Web.dll"), Path.Combine(folder, "data"), Log])
        {
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = Process.Start(start)!;
        await WaitAsync(cancellationToken);
    }

    /// <summary>Kills it: SIGKILL, nothing is put in order.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < LongestStart && _process is { HasExited: false })
        {
            try
            {
                if (await http.GetFromJsonAsync<Progress>("/progress", cancellationToken) is { IsBusy: false })
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(50, cancellationToken);
        }
        Assert.Fail($"The worker did not start: {string.Join('\n', (await File.ReadAllLinesAsync(Log, cancellationToken)).TakeLast(30))}");
    }

    private sealed record Progress(bool IsBusy);
}
