using ExpertRouter.App.Ingestion.Identity;
using ExpertRouter.App.Ingestion.Records;
using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Storing;

/// <summary>An expert row that a batch will write.</summary>
internal sealed class PlannedExpert
{
    public required ExpertRecord Record { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>Stored id; 0 until a new row gets one.</summary>
    public long Id { get; set; }

    public bool IsNew { get; init; }

    public bool IsService => Record.IsServiceAccount ?? (Record.Kind == ExpertKind.Person && ServiceAccounts.IsService(Record.Name, Record.Email));

    public void CopyTo(Expert row)
    {
        row.Kind = Record.Kind;
        row.Name = Record.Name;
        row.NormalizedName = NameFolding.Fold(Record.Name);
        row.Email = Record.Email;
        row.Title = Record.Title;
        row.Team = Record.Team;
        row.Location = Record.Location;
        row.TimeZone = Record.TimeZone;
        row.About = Record.About;
        row.Url = Record.Url;
        row.Owner = Record.Owner;
        row.DeclaredAreas = [.. Record.Areas];
        row.CostPerRequest = Record.CostPerRequest;
        row.LatencySeconds = Record.LatencySeconds;
        row.Capacity = Record.Capacity;
        row.Availability = Record.Availability;
        row.IsServiceAccount = IsService;
        row.ContentHash = Hash;
    }
}
