using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Profiles;

/// <summary>Sums an expert's documents up by area; tags that belong to no area stand for themselves.</summary>
internal sealed class AreaStatistics
{
    /// <summary>A bare tag needs this many documents to be shown; an area needs one.</summary>
    private const int TagMinimum = 2;

    private static readonly TimeSpan HalfYear = TimeSpan.FromDays(182.5);

    private readonly Dictionary<string, KnowledgeArea> _areaByTag;
    private readonly HashSet<string> _declared;
    private readonly MonthCalendar _calendar;

    public AreaStatistics(IReadOnlyList<KnowledgeArea> areas, IReadOnlyList<string> declared, MonthCalendar calendar)
    {
        _areaByTag = new Dictionary<string, KnowledgeArea>(StringComparer.OrdinalIgnoreCase);
        foreach (var area in areas)
            foreach (var tag in area.Synonyms.Prepend(area.Name))
                _areaByTag.TryAdd(tag, area);
        _declared = new HashSet<string>(declared, StringComparer.OrdinalIgnoreCase);
        _calendar = calendar;
    }

    public IReadOnlyList<ProfileArea> Of(IReadOnlyList<DocumentFact> documents)
    {
        var byArea = new Dictionary<string, List<DocumentFact>>(StringComparer.OrdinalIgnoreCase);
        foreach (var document in documents)
        {
            foreach (var name in document.Tags.Select(tag => _areaByTag.GetValueOrDefault(tag)?.Name ?? tag).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!byArea.TryGetValue(name, out var list))
                    byArea[name] = list = [];
                list.Add(document);
            }
        }
        return
        [
            .. byArea
                .Where(entry => entry.Value.Count >= TagMinimum || _areaByTag.ContainsKey(entry.Key))
                .Select(entry => Area(entry.Key, entry.Value))
                .Concat(_declared.Where(name => !byArea.ContainsKey(_areaByTag.GetValueOrDefault(name)?.Name ?? name)).Select(name => Area(_areaByTag.GetValueOrDefault(name)?.Name ?? name, [])))
                .OrderByDescending(area => area.Weight).ThenBy(area => area.Name, StringComparer.Ordinal)
                .Take(ExpertProfileReader.AreaLimit),
        ];
    }

    private ProfileArea Area(string name, List<DocumentFact> documents)
    {
        var area = _areaByTag.GetValueOrDefault(name);
        var recent = documents.Count(document => Age(document) < HalfYear);
        var before = documents.Count(document => Age(document) >= HalfYear && Age(document) < 2 * HalfYear);
        return new ProfileArea(
            area?.Id,
            area?.Name ?? name,
            area is null ? [name] : [area.Name, .. area.Synonyms],
            documents.Count,
            documents.Sum(document => Math.Pow(2, -Math.Max(0, Age(document) / ExpertProfileReader.HalfLife))),
            recent - before,
            _calendar.Monthly(documents.Select(document => document.CreatedAt)),
            _declared.Contains(name) || (area?.Synonyms.Any(_declared.Contains) ?? false));
    }

    private TimeSpan Age(DocumentFact document) => _calendar.Now - document.CreatedAt;
}
