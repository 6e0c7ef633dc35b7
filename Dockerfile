# The build runs on the machine's own architecture and targets the image's. Not Alpine: native libraries are built for glibc.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /src

# What decides the packages comes first, so that a change of code does not restore them again.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt ./
COPY IAfluence.Core/IAfluence.Core.csproj IAfluence.Core/
COPY IAfluence.Core/Encoders/Weights.targets IAfluence.Core/Encoders/
COPY IAfluence.Web/IAfluence.Web.csproj IAfluence.Web/
RUN dotnet restore IAfluence.Web --arch $TARGETARCH -p:UseAppHost=false

# .editorconfig decides which findings are warnings, hence errors: the image is built by the same rules as everywhere.
COPY .editorconfig ./
COPY IAfluence.Core/ IAfluence.Core/
COPY IAfluence.Web/ IAfluence.Web/
# The WordPress plugin and the guides are made from these; they travel inside Core.
COPY widgets/templates/ widgets/templates/
RUN dotnet publish IAfluence.Web --no-restore --configuration Release --arch $TARGETARCH --self-contained false \
        -p:UseAppHost=false -p:PublishDocumentationFiles=false --output /app \
    && mkdir /data


FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
COPY --from=build --chown=$APP_UID:$APP_UID --chmod=700 /data /data

# The base image's HTTP_PORTS would only cause a warning beside Urls.
ENV Urls=http://0.0.0.0:8080 \
    Storage__Path=/data \
    ASPNETCORE_HTTP_PORTS= \
    DOTNET_EnableDiagnostics=0
USER $APP_UID
VOLUME /data
EXPOSE 8080

# The image has no HTTP client; bash can speak enough of it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["dotnet", "IAfluence.Web.dll"]
