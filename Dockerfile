FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish web/ExpertRouter.Web -c Release -o /app/portal && dotnet publish src/ExpertRouter.Cli -c Release -o /app/cli

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /app /app
ENV ASPNETCORE_HTTP_PORTS=8080 Data__Directory=/data
VOLUME /data
WORKDIR /app/portal
ENTRYPOINT ["dotnet", "ExpertRouter.Web.dll"]
