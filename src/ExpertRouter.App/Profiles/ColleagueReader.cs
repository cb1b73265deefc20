using ExpertRouter.App.Finding;
using ExpertRouter.Core.Retrieval;

namespace ExpertRouter.App.Profiles;

/// <summary>
/// Finds who works on the same things: asks the finder for each of an expert's strongest areas, so that the answer costs a few
/// searches whatever the size of the store and counts only what the viewer may open. Thread-safe.
/// </summary>
public sealed class ColleagueReader(ExpertFinder finder)
{
    private const int Areas = 4;
    private const int PerArea = 8;
    private const int Limit = 6;

    /// <summary>Colleagues, those who share more areas first, then those closer to the top in them; the expert itself is left out.</summary>
    public async Task<IReadOnlyList<Colleague>> ReadAsync(ExpertProfile profile, Viewer viewer, CancellationToken cancellationToken)
    {
        var shared = new Dictionary<long, (FoundExpert Expert, List<(string Area, double Closeness)> Areas)>();
        foreach (var area in profile.Areas.Where(area => area.Documents > 0).Take(Areas))
        {
            var found = await finder.FindAsync(
                new FindRequest
                {
                    Text = area.Name, Viewer = viewer, Filter = new QueryFilter { Tags = area.Tags }, Top = PerArea, EvidencePerExpert = 1,
                },
                cancellationToken);
            foreach (var expert in found.Experts.Where(expert => expert.Id != profile.Expert.Id))
            {
                if (!shared.TryGetValue(expert.Id, out var entry))
                    shared[expert.Id] = entry = (expert, []);
                entry.Areas.Add((area.Name, found.Experts[0].Score > 0 ? expert.Score / found.Experts[0].Score : 0));
            }
        }
        return
        [
            .. shared.Values
                .OrderByDescending(entry => entry.Areas.Count).ThenByDescending(entry => entry.Areas.Sum(area => area.Closeness)).ThenBy(entry => entry.Expert.Id)
                .Take(Limit)
                .Select(entry => new Colleague(
                    entry.Expert.Id, entry.Expert.Name, entry.Expert.Kind, entry.Expert.Team,
                    [.. entry.Areas.OrderByDescending(area => area.Closeness).Select(area => area.Area)])),
        ];
    }
}
