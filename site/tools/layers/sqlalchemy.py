"""Import SQLAlchemy with its asyncio part and aiosqlite, and use them once; runs at build time."""

import aiosqlite
import sqlalchemy.dialects.sqlite
import sqlalchemy.event
import sqlalchemy.ext.asyncio
import sqlalchemy.ext.hybrid
import sqlalchemy.orm
import sqlalchemy.pool
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)

from peek import threads


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    posts: Mapped[list[Post]] = relationship(back_populates="user")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[int] = mapped_column(ForeignKey("user.id"))
    user: Mapped[User] = relationship(back_populates="posts")


def use(session):
    session.add(User(name="x", posts=[Post()]))
    session.commit()
    for load in (selectinload, joinedload):
        session.scalars(select(User).options(load(User.posts))).unique().all()
    session.execute(select(User.name).join(Post).where(User.id == 1)).all()


async def ask():
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine) as session:
        await session.run_sync(use)
        await session.execute(select(User))
    await engine.dispose()


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    use(session)
engine.dispose()
threads.portal_loop().run_until_complete(ask())
threads.portal_loop.cache_clear()
Base.registry.dispose()
