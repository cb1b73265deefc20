namespace ExpertRouter.App.Mail;

/// <summary>Section <c>Mail</c>. Without <see cref="Host"/> no mail is made or sent.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Mail";

    /// <summary>The SMTP server.</summary>
    public string? Host { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Account at the server; null sends without signing in.</summary>
    public string? UserName { get; set; }

    /// <summary>Its password.</summary>
    public string? Password { get; set; }

    /// <summary>Address of the sender; its domain is that of the message ids.</summary>
    public string? From { get; set; }

    /// <summary>Where people open the portal; links begin with it.</summary>
    public Uri? PortalUrl { get; set; }

    /// <summary>Path of the page with a person's settings.</summary>
    public string SettingsPath { get; set; } = "/me";

    /// <summary>How often waiting mail is looked for.</summary>
    public TimeSpan SendEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tries per mail, about a day in all.</summary>
    public int MostTries { get; set; } = 10;

    /// <summary>Whether mail is on.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Host);
}
