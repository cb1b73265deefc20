using System.Security.Cryptography;
using System.Text;

namespace ExpertRouter.Web.Auth;

/// <summary>
/// A one-time code, written to the log at start while there is no administrator: only who can read the log can claim the
/// installation on the first-run page. Thread-safe.
/// </summary>
public sealed class SetupCode
{
    private readonly string _code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private volatile bool _isOpen;

    /// <summary>Whether the first-run page works.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Opens the first-run page and returns the code.</summary>
    public string Open()
    {
        _isOpen = true;
        return _code;
    }

    /// <summary>Closes the first-run page for good.</summary>
    public void Close() => _isOpen = false;

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string? candidate) =>
        _isOpen && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_code), Encoding.UTF8.GetBytes(candidate?.Trim() ?? ""));
}
