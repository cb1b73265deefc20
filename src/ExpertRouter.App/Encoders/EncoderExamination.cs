using ExpertRouter.App.Profiles;
using ExpertRouter.App.Setup;
using ExpertRouter.Core.Retrieval;
using ExpertRouter.Data;
using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Serving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExpertRouter.App.Encoders;

/// <summary>
/// Looks into an encoder with a sample of the installation's documents, only such as everybody may open; with made-up questions where there are no
/// documents. The newest documents make the sample. Thread-safe.
/// </summary>
public sealed class EncoderExamination(
    IDbContextFactory<AppDbContext> contexts, StoreMigrator migrator, IOptions<InstalledEncoderOptions> options, DataDirectory data, EncoderInspector inspector,
    TimeProvider time, ILogger<TextEncoder> logger)
{
    /// <summary>Texts in a sample.</summary>
    public const int Sample = 400;

    private static readonly string[] Questions =
    [
        "printer prints blank pages after driver update", "how do I renew the certificate of the mail gateway?", "replica lag grows during the nightly backup",
        "NullReferenceException at start of the billing job", "who approves travel to a customer?", "camera loses focus in rain", "table or view does not exist",
        "password reset mail never arrives", "deadlock between two transactions", "battery drains while the vehicle is parked", "how to merge two branches",
        "memory grows until the process is killed", "VPN disconnects every hour", "slow query after the upgrade", "invoice shows the wrong currency",
        "unit test fails only on the build server",
    ];

    /// <summary>Examines the installation's encoder, or the one in a folder.</summary>
    /// <exception cref="ModelLoadException">The folder cannot be served; the message says why.</exception>
    public async Task<EncoderReport> ExamineAsync(string? folder, CancellationToken cancellationToken)
    {
        var model = folder is null ? EncoderFolder.Choose(options.Value, data) : Path.GetFullPath(folder);
        var (texts, sample) = await TextsAsync(cancellationToken);
        var manifest = ModelManifest.Load(model);
        var diagnostics = inspector.Inspect(model, texts, cancellationToken);
        using var encoder = TextEncoder.Load(model, new EncoderOptions { Device = options.Value.Device, Threads = options.Value.Threads }, logger, time);
        return new EncoderReport(model, manifest.Name, encoder.Device, manifest.Dimension, manifest.MaxTokens, sample, diagnostics);
    }

    private async Task<(IReadOnlyList<string> Texts, string Sample)> TextsAsync(CancellationToken cancellationToken)
    {
        var status = await migrator.StatusAsync(cancellationToken);
        if (status.Applied.Count > 0 && status.Pending.Count == 0)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = await db.Documents.AsNoTracking().OpenTo(Viewer.Public)
                .OrderByDescending(document => document.Id)
                .Take(Sample)
                .Select(document => new { document.Title, document.Body })
                .ToListAsync(cancellationToken);
            if (rows.Count > 0)
                return ([.. rows.Select(row => $"{row.Title}\n{row.Body}")], "the newest open documents of the installation");
        }
        return (Questions, "made-up questions, since there are no documents yet");
    }
}
