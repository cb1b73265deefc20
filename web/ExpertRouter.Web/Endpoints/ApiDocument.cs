using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ExpertRouter.Web.Endpoints;

/// <summary>Head of the OpenAPI document: title, version, how to send the key. No server is named: it is the one asked.</summary>
public sealed class ApiDocument : IOpenApiDocumentTransformer
{
    private const string Scheme = "ApiKey";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ExpertRouter",
            Version = "v1",
            Description = "Find people and expert models who know about something; send documents and experts to learn from; hand in tickets and follow them.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyRing.Header,
            Description = "Made by an administrator in the portal.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
