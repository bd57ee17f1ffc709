ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python3 -m venv /build \
 && /build/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-build.lock \
 && python3 -m venv --without-pip /opt/canbao \
 && /build/bin/python -m pip --python /opt/canbao/bin/python install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml LICENSE ./
COPY app ./app
# Bytecode is checked by nothing at run time: the image is what it was built from, and may be read-only.
RUN /build/bin/python -m pip wheel --no-cache-dir --no-build-isolation --no-deps --wheel-dir /wheels . \
 && /build/bin/python -m pip --python /opt/canbao/bin/python install --no-cache-dir --no-deps /wheels/*.whl \
 && /opt/canbao/bin/python -m compileall -q -f --invalidation-mode unchecked-hash /opt/canbao/lib

FROM ${BASE}
ENV PATH=/opt/canbao/bin:$PATH \
    CANBAO_POLICY=/srv/canbao/policy
WORKDIR /srv/canbao
COPY --from=build /opt/canbao /opt/canbao
COPY policy ./policy
# An image with unsound policy data is not built. Running both also leaves the bytecode of the standard library.
RUN canbao policy check \
 && canbao openapi > /dev/null
# A new volume mounted here belongs to whom this folder does.
RUN install -d -o 10001 -g 10001 -m 700 /srv/ledger
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
    CMD ["python", "-c", "import http.client, sys; c = http.client.HTTPConnection('127.0.0.1', 8000, timeout=2); c.request('GET', '/readyz'); sys.exit(c.getresponse().status != 200)"]
CMD ["canbao", "serve", "--host", "0.0.0.0", "--port", "8000"]
