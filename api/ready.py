"""What every route needs: the open Lotse, or the answer that it is not ready yet."""

from typing import Annotated

from fastapi import Depends, Request

from api.problems import Unready
from api.serving import Serving
from api.wiring import Lotse


async def ready_lotse(request: Request) -> Lotse:
    """Return the open Lotse. Raises Unready while it opens."""  # async: a plain function would cost a thread
    serving: Serving = request.app.state.serving
    if serving.lotse is None:
        raise Unready(serving.failure or "Die Wissensbasis wird noch aufgebaut. Versuchen Sie es gleich noch einmal.")
    return serving.lotse


Ready = Annotated[Lotse, Depends(ready_lotse)]
