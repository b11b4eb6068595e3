# docker build -t parley .
# docker run -p 8080:8080 -v parley:/app/data parley       (embedded, with SQLite on the volume)
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# true takes the official SDK's packages instead of src/Dapr and src/Carter.
ARG OFFICIAL=false
WORKDIR /source
COPY global.json .editorconfig Directory.*.props Directory.*.targets ./
COPY src/Api/Api.csproj src/Api/
COPY src/Carter/Carter.csproj src/Carter/
COPY src/Dapr/Dapr.csproj src/Dapr/
COPY src/Sessions/Sessions.csproj src/Sessions/
COPY src/Workflows/Workflows.csproj src/Workflows/
RUN dotnet restore src/Api -p:OfficialPackages=$OFFICIAL
COPY src src
COPY knowledge knowledge
RUN dotnet publish src/Api -c Release --no-restore -p:OfficialPackages=$OFFICIAL -p:UseAppHost=false -o /app && mkdir /app/data

# No shell and no package manager; "extra" brings the time zones that Contracts:TimeZone names.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=1654:1654 /app/data data
COPY components components
# The diagnostics socket would want to be written.
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080 8081
USER 1654:1654
ENTRYPOINT ["dotnet", "Parley.Api.dll"]
