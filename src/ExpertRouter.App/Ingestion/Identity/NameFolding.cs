using System.Globalization;
using System.Text;

namespace ExpertRouter.App.Ingestion.Identity;

/// <summary>Folds names for matching: lower case, no diacritics or punctuation, single spaces.</summary>
public static class NameFolding
{
    /// <summary>Folds a name. Letters that Unicode does not decompose (ø, ł, ß, æ …) are spelled in ASCII.</summary>
    public static string Fold(string name)
    {
        var result = new StringBuilder(name.Length);
        var gap = false;
        foreach (var c in name.Normalize(NormalizationForm.FormKD))
        {
            var category = char.GetUnicodeCategory(c);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format || c is '\'' or '’')
                continue;
            if (!char.IsLetterOrDigit(c) && category is not (UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate))
            {
                gap = true;
                continue;
            }
            if (gap && result.Length > 0)
                result.Append(' ');
            gap = false;
            var lower = char.ToLowerInvariant(c);
            switch (lower)
            {
                case 'ø': result.Append('o'); break;
                case 'ł': result.Append('l'); break;
                case 'đ' or 'ð': result.Append('d'); break;
                case 'ß': result.Append("ss"); break;
                case 'æ': result.Append("ae"); break;
                case 'œ': result.Append("oe"); break;
                case 'þ': result.Append("th"); break;
                case 'ı': result.Append('i'); break;
                default: result.Append(lower); break;
            }
        }
        return result.ToString();
    }

    /// <summary>E-mail as the store keeps it: trimmed, lower case, without <c>mailto:</c>; null when it is none.</summary>
    public static string? FoldEmail(string? email)
    {
        if (string.IsNullOrWhiteSpace(email))
            return null;
        var folded = email.Trim().Trim('<', '>').ToLowerInvariant();
        if (folded.StartsWith("mailto:", StringComparison.Ordinal))
            folded = folded[7..];
        var at = folded.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == folded.LastIndexOf('@') && at < folded.Length - 1 && !folded.Contains(' ', StringComparison.Ordinal) ? folded : null;
    }
}
