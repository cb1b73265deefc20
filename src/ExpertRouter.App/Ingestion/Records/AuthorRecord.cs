using ExpertRouter.Core.Model;

namespace ExpertRouter.App.Ingestion.Records;

/// <summary>A document's reference to an expert.</summary>
/// <param name="Expert">External id of the expert in the same source, or an e-mail address.</param>
/// <param name="Role">How they are connected.</param>
/// <param name="Weight">Strength in (0, 1].</param>
/// <param name="Name">Name, when the source states it beside the document; a new expert is made from it.</param>
/// <param name="Email">E-mail, likewise.</param>
/// <param name="IsPlaceholder">The name is a stand-in, because the source does not describe the expert.</param>
public sealed record AuthorRecord(
    string Expert, AuthorshipRole Role, double Weight = 1, string? Name = null, string? Email = null, bool IsPlaceholder = false);
