# One image for every process of the Procfile (target `app`), one for the front door (target `proxy`).

FROM node:22-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY vite.config.ts tsconfig.json ./
COPY static ./static
RUN npm run build


FROM python:3.11-slim-bookworm AS packages
COPY requirements/uv.txt requirements/base.txt /build/
RUN pip install --no-cache-dir --require-hashes -r /build/uv.txt \
 && uv venv /venv \
 && uv pip sync --no-cache --require-hashes --python /venv/bin/python /build/base.txt


FROM python:3.11-slim-bookworm AS app
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      gdal-bin ffmpeg gettext postgresql-client libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home cineradar \
 && install -d -o cineradar -g cineradar /srv/static /srv/media /srv/uploads /srv/metrics
COPY --from=packages /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/srv/static \
    MEDIA_ROOT=/srv/media \
    UPLOAD_ROOT=/srv/uploads \
    WORK_ROOT=/srv/uploads/work
WORKDIR /app
COPY . .
COPY --from=assets /build/static/dist ./static/dist
# Building needs values for the variables that have no default; none of them stays in the image.
RUN find locale -name '*.po' -exec sh -c 'msgfmt --check-format --output-file "${1%.po}.mo" "$1"' _ {} \; \
 && SECRET_KEY=build JWT_SIGNING_KEY=build DATABASE_URL=postgres://build@localhost/build \
    python manage.py collectstatic --noinput --verbosity 0 \
 && chown -R cineradar:cineradar /srv
USER cineradar
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/web_server.py", "config.wsgi:application"]


FROM nginx:stable AS proxy
COPY deploy/nginx/mime.types /etc/nginx/mime.types
COPY deploy/nginx/headers.conf deploy/nginx/media.conf deploy/nginx/media_local.conf deploy/nginx/media_s3.conf /etc/nginx/shared/
COPY deploy/nginx/_error /etc/nginx/shared/_error
COPY deploy/nginx/site.conf.template /etc/nginx/templates/default.conf.template
COPY --from=app /srv/static /srv/static
ENV LISTEN="listen 80;" \
    WEB=web:8000 \
    REALTIME=realtime:8001 \
    STATIC=/srv/static \
    MEDIA=/srv/media \
    MEDIA_STORAGE=local \
    PLAY_CACHE=/var/cache/nginx/plays \
    SHARED=/etc/nginx/shared \
    BASE_DOMAIN=localhost \
    NGINX_ENTRYPOINT_LOCAL_RESOLVERS=1 \
    OBJECT_STORE=http://127.0.0.1:9 \
    OBJECT_STORE_TLS="proxy_ssl_verify on; proxy_ssl_verify_depth 4; proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;"
