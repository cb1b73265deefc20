using System.Text;

namespace ExpertRouter.App.Ingestion.Debian;

/// <summary>Reads the people of Maintainer and Uploaders fields.</summary>
public static class Maintainers
{
    /// <summary>Splits <c>Name &lt;address&gt;, "Name, with comma" &lt;address&gt;</c>; entries without an address are left out.</summary>
    public static IReadOnlyList<(string Name, string Email)> Parse(string? field)
    {
        if (string.IsNullOrWhiteSpace(field))
            return [];
        var people = new List<(string, string)>();
        var name = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            var c = field[i];
            if (c == '<')
            {
                var close = field.IndexOf('>', i);
                if (close < 0)
                    break;
                var email = field[(i + 1)..close].Trim();
                if (email.Contains('@', StringComparison.Ordinal))
                    people.Add((Tidy(name.ToString()), email));
                name.Clear();
                i = close;
            }
            else
            {
                name.Append(c);
            }
        }
        return people;
    }

    private static string Tidy(string name) =>
        string.Join(' ', name.Trim().TrimStart(',').Replace("\"", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
