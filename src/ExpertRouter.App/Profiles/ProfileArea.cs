namespace ExpertRouter.App.Profiles;

/// <summary>An area an expert works on.</summary>
/// <param name="AreaId">The knowledge area; null when it is only a tag.</param>
/// <param name="Name">Name of the area or tag.</param>
/// <param name="Tags">Tags that count for it: name and synonyms.</param>
/// <param name="Documents">Documents with one of the tags.</param>
/// <param name="Weight">Documents, each halved per <see cref="ExpertProfileReader.HalfLife"/> of age; orders the areas.</param>
/// <param name="Trend">Documents of the last half year minus those of the half year before.</param>
/// <param name="Monthly">Documents per month, oldest first, as long as the profile's activity.</param>
/// <param name="IsDeclared">Named by the expert itself.</param>
public sealed record ProfileArea(
    int? AreaId, string Name, IReadOnlyList<string> Tags, int Documents, double Weight, int Trend, IReadOnlyList<int> Monthly, bool IsDeclared);
