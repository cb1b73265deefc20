using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ExpertRouter.Testing;
using Npgsql;

namespace ExpertRouter.Web.Tests.Faults;

/// <summary>A PostgreSQL and a RabbitMQ server that nobody else uses, on ports and in a folder of their own, made to be killed.</summary>
public sealed class FaultServers : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("expertrouter-faults-").FullName;
    private readonly int _postgresPort = FreePort();
    private readonly int _rabbitPort = FreePort();
    private string? _problem;

    /// <summary>Connection string of the PostgreSQL server.</summary>
    public string Postgres { get; private set; } = "";

    /// <summary>Address of the RabbitMQ server.</summary>
    public string Rabbit { get; private set; } = "";

    /// <summary>For what the servers and workers write.</summary>
    public string Folder => _folder;

    private static bool AreWanted =>
        TestBroker.Address is not null && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestDatabase.PostgresVariable)) && !OperatingSystem.IsWindows();

    /// <summary>Skips the test, with the reason, where the servers are not installed; fails it where they did not start.</summary>
    public void Require()
    {
        Assert.SkipUnless(AreWanted, $"set {TestDatabase.PostgresVariable} and {TestBroker.Variable}; the fault tests start servers of their own, by the same scripts");
        Assert.True(_problem is null, _problem);
    }

    /// <summary>Kills the PostgreSQL server (SIGQUIT: no checkpoint, all connections gone) and starts it again on the same data.</summary>
    public async Task RestartPostgresAsync()
    {
        await RunAsync("start-postgres.sh", "restart");
        // Connections of ours that lay idle in the pool went down with the server: the verdict must not be read through one.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Kills the RabbitMQ server (SIGKILL) and starts it again on the same data.</summary>
    public Task RestartRabbitAsync() => RunAsync("start-rabbitmq.sh", "restart");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!AreWanted)
            return;
        try
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            Postgres = await RunAsync("start-postgres.sh", "");
            Rabbit = await RunAsync("start-rabbitmq.sh", "");
        }
        catch (InvalidOperationException failed)
        {
            _problem = failed.Message;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (script, started) in new[] { ("start-postgres.sh", Postgres), ("start-rabbitmq.sh", Rabbit) })
        {
            if (started.Length > 0)
                await RunAsync(script, "stop");
        }
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A port whose lower neighbour is free too: RabbitMQ takes both.</summary>
    internal static int FreePort()
    {
        while (true)
        {
            using var one = new TcpListener(IPAddress.Loopback, 0);
            one.Start();
            var port = ((IPEndPoint)one.LocalEndpoint).Port;
            using var below = new TcpListener(IPAddress.Loopback, port - 1);
            try
            {
                below.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another pair.
            }
        }
    }

    private async Task<string> RunAsync(string script, string argument)
    {
        var log = Path.Combine(_folder, script + ".log");
        var start = new ProcessStartInfo("bash", ["-c", "exec \"$0\" $1 2>>\"$2\"", Path.Combine(Scripts(), script), argument, log]) { RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = _folder;
        start.Environment["EXPERTROUTER_TEST_POSTGRES_PORT"] = _postgresPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["EXPERTROUTER_TEST_RABBITMQ_PORT"] = _rabbitPort.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? text.Trim()
            : throw new InvalidOperationException($"{script} {argument} ended with {process.ExitCode}: {string.Join('\n', (await File.ReadAllLinesAsync(log)).TakeLast(20))}");
    }

    private static string Scripts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "tests", "start-postgres.sh")))
                return Path.Combine(folder.FullName, "tests");
        }
        throw new InvalidOperationException($"tests/start-postgres.sh is in no folder above {AppContext.BaseDirectory}.");
    }
}
