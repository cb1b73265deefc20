using System.Diagnostics;

namespace ExpertRouter.Cli.Tests;

/// <summary>Runs the built command line as its users do, over a data folder that goes away with the test.</summary>
internal sealed class CliProcess : IDisposable
{
    public CliProcess() => Folder = Directory.CreateTempSubdirectory("expertrouter-cli-").FullName;

    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "expertrouter.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    public async Task<string> WriteAsync(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, name);
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
